import { placeContracts } from '@gongzhi/shared/places/contract';
import type { BaseMap } from '@gongzhi/shared/places/schema';
import { useEffect } from 'react';
import { call } from '../../platform/request';
import { createStore, useStore } from '../../platform/store';

const store = createStore<BaseMap | null>(null);
let asked = false;

/** The district's outlines, loaded once; null until then and where no places were imported. */
export function useBaseMap(): BaseMap | null {
  useEffect(() => {
    if (asked) return;
    asked = true;
    call(placeContracts.baseMap).then(store.set, () => {
      asked = false;
    });
  }, []);
  return useStore(store);
}
