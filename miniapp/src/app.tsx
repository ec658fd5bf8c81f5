import './setup';
import { useLaunch, usePageNotFound } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import { startSending } from './features/issues/drafts/sending';
import { watchMissingPages } from './platform/missing-page';
import { replaceWith } from './platform/navigate';
import { keepPagesAtHand } from './platform/pages-at-hand';
import { watchPrivacy } from './platform/privacy';
import './styles/app.scss';
import './first-styles';

watchPrivacy();
watchMissingPages();

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    startSending();
    // A report is written where it is seen, with a network or without.
    keepPagesAtHand(['report', 'drafts', 'signIn']);
  });
  usePageNotFound(() => replaceWith('notFound'));
  return children;
}
