import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { type ReactNode, useEffect, useRef } from 'react';
import { classNames } from '../../components/class-names';
import { ConsentSheet } from '../../components/consent-sheet';
import { Icon } from '../../components/icon';
import { SignInFirst } from '../../components/notice';
import { Pressable } from '../../components/pressable';
import { leaveFirstPage } from '../../platform/first-page';
import { back, go } from '../../platform/navigate';
import { goToContent, startAtHeading, usePageFocus } from '../../platform/page-focus';
import { useLook } from '../../platform/preferences';
import { useAbout } from '../../platform/server';
import { useSignedIn } from '../../platform/session';
import { usePageTitle } from '../../platform/use-page-title';
import { PrivacyQuestion } from './privacy-question';
import './screen.scss';
import { SiteHeader } from './site-header';
import { TabBar, type TabName } from './tab-bar';

interface ScreenProps {
  title: string;
  /** One of the tabs: shows the tab bar instead of a way back. */
  tab?: TabName;
  /** What the way back does when it is not simply the page before. */
  onBack?: () => void;
  /** One of several questions on one page: another number starts at the top again. */
  step?: number;
  /** Needs an account; says what for. */
  signIn?: string;
  /** Stays at the bottom edge: what can be done here. */
  footer?: ReactNode;
  /** `wide` for lists beside maps, `full` for the desk. */
  width?: 'text' | 'wide' | 'full';
  /** The texts one is asked about are read in peace. */
  asksConsent?: boolean;
  /** Beside the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** In a browser's tab and history a page must say where it belongs; WeChat has the program's name beside it. */
function pageTitle(title: string, district: string | undefined): string {
  const site = district ? `${district}共治` : '共治';
  return process.env.TARO_ENV === 'h5' && title !== site ? `${title} · ${site}` : title;
}

/** The frame of every page: title, way back, the banner of demonstration mode, tabs, what is at the bottom. */
export function Screen(props: ScreenProps) {
  const {
    title,
    tab,
    onBack = back,
    signIn,
    footer,
    step,
    width = 'text',
    asksConsent = true,
    aside,
    children,
  } = props;
  const about = useAbout();
  const look = useLook();
  const page = useRef<HTMLElement>(null);
  usePageFocus(page);
  useEffect(leaveFirstPage, []);
  const shownStep = useRef(step);
  useEffect(() => {
    if (shownStep.current === step) return;
    shownStep.current = step;
    // The page may be gone by then: what it was scrolled to no longer matters.
    Taro.pageScrollTo({ scrollTop: 0, duration: 0 }).catch(() => undefined);
    startAtHeading(page.current);
  }, [step]);
  const signedIn = useSignedIn();
  usePageTitle(pageTitle(title, about?.district?.name));
  const locked = signIn !== undefined && !signedIn;
  return (
    <View
      ref={page}
      className={classNames(
        'screen',
        `screen--${width}`,
        look,
        tab && 'screen--tab',
        footer && 'screen--footer',
      )}
    >
      <View className="screen__top" role="banner">
        {process.env.TARO_ENV === 'h5' ? (
          <>
            <Pressable className="screen__skip" onPress={() => goToContent(page.current)}>
              跳到正文
            </Pressable>
            <SiteHeader current={tab} />
          </>
        ) : null}
        {about?.demo ? (
          <View className="screen__demo" role="note">
            演示模式：人物和案件都是虚构的
          </View>
        ) : null}
        {process.env.TARO_ENV === 'h5' ? (
          <View className="screen__bar">
            {tab ? null : (
              <Pressable className="screen__back" label="返回" onPress={onBack}>
                <Icon name="back" />
              </Pressable>
            )}
            <View className="screen__title" role="heading" aria-level={1}>
              {title}
            </View>
            {aside}
          </View>
        ) : null}
      </View>
      <View className="screen__content" role="main">
        {/* WeChat's own bar has no room for it. */}
        {process.env.TARO_ENV === 'weapp' && aside ? <View className="screen__aside">{aside}</View> : null}
        {locked ? <SignInFirst why={signIn} onSignIn={() => go('signIn')} /> : children}
      </View>
      {footer && !locked ? (
        <View className="screen__footer" role="region" aria-label="可以做的">
          {footer}
        </View>
      ) : null}
      {tab ? <TabBar current={tab} /> : null}
      {asksConsent ? <ConsentSheet /> : null}
      <PrivacyQuestion />
    </View>
  );
}
