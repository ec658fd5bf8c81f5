import type { Catalogue } from '@gongzhi/shared/standards/catalogue';
import { standardsContracts } from '@gongzhi/shared/standards/contract';
import { useEffect } from 'react';
import { call } from '../../platform/request';
import { createStore, useStore } from '../../platform/store';

const store = createStore<Catalogue | null>(null);
let asked = false;

/** The catalogue in force, loaded once; null until then. */
export function useCatalogue(): Catalogue | null {
  useEffect(() => {
    if (asked) return;
    asked = true;
    call(standardsContracts.catalogue).then(store.set, () => {
      asked = false;
    });
  }, []);
  return useStore(store);
}
