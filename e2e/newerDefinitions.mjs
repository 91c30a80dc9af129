// Given to a server by --import: it then is of a later release, in which messages have other fields.
import { REPLICAS } from '@balcao/replica';

REPLICAS.messages.version += 1;
