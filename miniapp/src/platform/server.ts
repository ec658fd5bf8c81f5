import { type About, systemContracts } from '@gongzhi/shared/system/contract';
import { useEffect } from 'react';
import { setServerTime } from './clock';
import { call } from './request';
import { createStore, useStore } from './store';

const aboutStore = createStore<About | null>(null);
let asked: Promise<About> | null = null;

/** What this installation is: its district, whether it is a demonstration, which map. Asked once. */
export function loadAbout(): Promise<About> {
  asked ??= call(systemContracts.about).then(
    (about) => {
      setServerTime(about.now);
      aboutStore.set(about);
      return about;
    },
    (failure) => {
      asked = null;
      throw failure;
    },
  );
  return asked;
}

export function useAbout(): About | null {
  const about = useStore(aboutStore);
  useEffect(() => {
    if (!about) loadAbout().catch(() => undefined);
  }, [about]);
  return about;
}
