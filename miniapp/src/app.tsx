import './setup';
import { usePageNotFound } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import { replaceWith } from './platform/navigate';
import './styles/app.scss';

export default function App({ children }: PropsWithChildren) {
  usePageNotFound(() => replaceWith('notFound'));
  return children;
}
