type Patchable<Row> = { exec(): Promise<{ incrementalPatch(to: Partial<Row>): Promise<unknown> } | null> };

/** A row that left this replica in the meantime is left alone. */
export async function patch<Row>(query: Patchable<Row>, to: Partial<Row>): Promise<void> {
  const document = await query.exec();
  await document?.incrementalPatch(to);
}
