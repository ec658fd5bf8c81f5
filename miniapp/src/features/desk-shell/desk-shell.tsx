import Taro, { useDidShow } from '@tarojs/taro';
import { type MouseEvent, type ReactNode, useRef, useState } from 'react';
import { classNames } from '../../components/class-names';
import { ConsentSheet } from '../../components/consent-sheet';
import { Icon } from '../../components/icon';
import { ErrorPanel, NoPermission, SignInFirst } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import { failureOf } from '../../platform/failure';
import { learnMe, signOut, useMe } from '../../platform/login';
import { go } from '../../platform/navigate';
import { goToContent, usePageFocus } from '../../platform/page-focus';
import { useLook } from '../../platform/preferences';
import { useAbout } from '../../platform/server';
import { useSignedIn } from '../../platform/session';
import { useRemote } from '../../platform/use-remote';
import './desk-shell.scss';
import { type DeskName, type DeskPlaceName, deskPlaces, placesFor } from './desks';

interface DeskShellProps {
  /** Where this page belongs on the left. */
  current?: DeskPlaceName;
  title: string;
  /** Any of these desks may open it. */
  desks: readonly DeskName[];
  children: ReactNode;
}

/** The frame of the desk: where one can go on the left (below on a phone), who one is, and the page. */
export function DeskShell({ current, title, desks, children }: DeskShellProps) {
  const about = useAbout();
  const signedIn = useSignedIn();
  const me = useMe();
  const look = useLook();
  const page = useRef<HTMLDivElement>(null);
  usePageFocus(page);
  useDidShow(() => {
    void Taro.setNavigationBarTitle({ title: `${title} · 共治` });
  });
  const allowed = me?.desks.some((desk) => desks.includes(desk)) ?? false;
  return (
    <div className={classNames('desk', look, !about && 'desk--opening')} ref={page}>
      <button type="button" className="pressable desk__skip" onClick={() => goToContent(page.current)}>
        跳到正文
      </button>
      {about?.demo ? (
        <aside className="desk__demo" aria-label="演示模式">
          演示模式：人物和案件都是虚构的
        </aside>
      ) : null}
      <div className="desk__body">
        {signedIn && (!me || me.desks.length > 0) ? <Rail current={current} /> : null}
        <main className="desk__main">
          {!signedIn ? (
            <SignInFirst why="工作台只给有岗位的人用。" onSignIn={() => go('signIn')} />
          ) : !me ? (
            <WaitForMe />
          ) : allowed ? (
            children
          ) : (
            <div className="desk__closed">
              <NoPermission />
              <a href="/home">回首页</a>
            </div>
          )}
        </main>
      </div>
      <ConsentSheet />
    </div>
  );
}

/** Who is signed in is on its way, or could not be asked. */
function WaitForMe() {
  const { failure, reload } = useRemote('me', learnMe);
  return failure ? <ErrorPanel message={failure.message} onRetry={reload} /> : <Skeleton rows={6} />;
}

function Rail({ current }: { current: DeskPlaceName | undefined }) {
  const me = useMe();
  const open = (event: MouseEvent, page: string) => {
    // With a key held the browser opens a tab of its own.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void Taro.redirectTo({ url: page });
  };
  return (
    <header className="desk__rail">
      <a className="desk__name" href="/home" aria-label="共治首页">
        共治
      </a>
      <nav aria-label="工作台">
        {placesFor(me?.desks ?? []).map((name) => {
          const { label, icon, href, page } = deskPlaces[name];
          return (
            <a
              key={name}
              className={classNames('desk__place', name === current && 'desk__place--current')}
              href={href}
              aria-current={name === current ? 'page' : undefined}
              onClick={(event) => open(event, page)}
            >
              <Icon name={icon} />
              <span>{label}</span>
            </a>
          );
        })}
      </nav>
      <Person />
    </header>
  );
}

/** Who is signed in, with which posts, and the way out. */
function Person() {
  const me = useMe();
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  if (!me) return null;
  const leave = () => {
    signOut().then(
      () => go('signIn'),
      (thrown) => setFailed(failureOf(thrown).message),
    );
  };
  return (
    <fieldset
      className="desk__person"
      aria-label="登录的人"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setOpen(false);
      }}
    >
      <button
        type="button"
        className="desk__place"
        aria-expanded={open}
        data-name="person"
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setOpen(false);
        }}
      >
        <Icon name="me" />
        <span className="desk__person-name">{me.name}</span>
      </button>
      {open ? (
        <div className="desk__menu">
          <strong>{me.name}</strong>
          <ul>
            {me.posts.map(({ id, title, scope }) => (
              <li key={id}>
                {title}
                <span>{scope.name}</span>
              </li>
            ))}
          </ul>
          <a className="desk__menu-item" href="/me">
            我的
          </a>
          <button type="button" className="desk__menu-item" onClick={leave}>
            退出登录
          </button>
          {failed ? <div role="alert">{failed}</div> : null}
        </div>
      ) : null}
    </fieldset>
  );
}
