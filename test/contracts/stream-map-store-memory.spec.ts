import { InMemoryStreamMapStore } from '@ledger/transparency-log/testing';
import { streamMapStoreContract } from './stream-map-store.contract.js';

streamMapStoreContract({
  name: 'memory',
  open: async () => new InMemoryStreamMapStore(),
  beside: (store) => store,
  remove: async () => undefined,
});
