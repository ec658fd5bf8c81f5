import './setup';
import type { PropsWithChildren } from 'react';
import './styles/app.scss';

export default function App({ children }: PropsWithChildren) {
  return children;
}
