import { z } from 'zod';
import { type CredentialKeys, openCredentials, sealCredentials } from '../channels/index.ts';

type Owner = { companyId: string; endpointId: string };
const sealedShape = z.object({ secret: z.string() });
/** Sealed like a channel's credentials, under the address's own id: a text copied to another row does not open there. */
const ownerOf = ({ companyId, endpointId }: Owner) => ({ companyId, channelId: endpointId });

export const sealSecret = (keys: CredentialKeys, owner: Owner, secret: string): string =>
  sealCredentials(keys, ownerOf(owner), { secret });

export const openSecret = (keys: CredentialKeys, owner: Owner, sealed: string): string =>
  sealedShape.parse(openCredentials(keys, ownerOf(owner), sealed)).secret;
