import type { RefObject } from 'react';

/** WeChat's screen reader begins each page at its native title; see page-focus.h5.ts. */
export function usePageFocus(_page: RefObject<HTMLElement>): void {}

export function startAtHeading(_page: HTMLElement | null): void {}

export function goToContent(_page: HTMLElement | null): void {}
