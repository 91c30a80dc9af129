import pg from 'pg';
export type OutboxMessage = {
    id: string;
    to: string;
    text?: {
        body: string;
    };
    status: string;
    [key: string]: unknown;
};
export type StackOptions = {
    arguments?: string[];
    environment?: Record<string, string>;
};
/**
 * One whole installation, started as `npm start` starts it: server, embedded PostgreSQL, demo company, simulators; in a
 * data folder of its own, on free ports. The server can be stopped, killed and started again on the same data.
 */
export declare class Stack {
    #private;
    readonly url: string;
    readonly simulators: string;
    private constructor();
    static start(options?: StackOptions): Promise<Stack>;
    /**
     * @param environment for this start only.
     * @throws Error with the server's last words when it does not become ready in time.
     */
    startServer(environment?: Record<string, string>): Promise<void>;
    /** Starts the server unless it runs: for tests that end with it stopped. */
    ensureServer(): Promise<void>;
    /** Of the server's process. @throws Error while it does not run. */
    get serverPid(): number;
    /** Orderly, as Ctrl-C does it. */
    stopServer(): Promise<void>;
    /** As a power cut does it: the database goes on, since it is a process of its own. */
    killServer(): Promise<void>;
    close(): Promise<void>;
    /** The server's process, while it runs. */
    get pid(): number | null;
    lastWords(): string;
    /** A customer writes. @returns what the simulator answers: ids and the webhook's outcome. */
    customerWrites(from: string, text: string, name?: string): Promise<void>;
    /** What the product sent to a number, oldest first. */
    outbox(to: string): Promise<OutboxMessage[]>;
    simulate(path: string, body: unknown): Promise<unknown>;
    /**
     * Looks into the database, or changes it as nobody could by the screen: time that passed, somebody who left a queue.
     * Consoles hear of it as of every change.
     */
    sql<Row extends pg.QueryResultRow>(statement: string, values?: unknown[]): Promise<Row[]>;
}
