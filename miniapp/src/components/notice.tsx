import { View } from '@tarojs/components';
import { Button } from './button';
import { classNames } from './class-names';
import { Icon } from './icon';
import type { IconName } from './icon-names';
import './notice.scss';

interface NoticeProps {
  icon: IconName;
  title: string;
  children?: string;
  action?: { label: string; onPress: () => void };
  alert?: boolean;
  /** One thing of several on a page: it takes a line, not a screen. */
  small?: boolean;
}

/** In place of content that is not there: why, and what to do next. */
function Notice({ icon, title, children, action, alert, small }: NoticeProps) {
  return (
    <View className={classNames('notice', small && 'notice--small')} role={alert ? 'alert' : 'status'}>
      <View className="notice__icon">
        <Icon name={icon} {...(small ? {} : { size: 'large' as const })} />
      </View>
      <View className="notice__title">{title}</View>
      {children ? <View className="notice__words">{children}</View> : null}
      {action ? (
        <Button kind="plain" onPress={action.onPress}>
          {action.label}
        </Button>
      ) : null}
    </View>
  );
}

export function Empty(props: {
  icon?: IconName;
  title: string;
  children?: string;
  action?: NoticeProps['action'];
  small?: boolean;
}) {
  return <Notice {...props} icon={props.icon ?? 'list'} />;
}

export function ErrorPanel({ message, onRetry }: { message: string; onRetry?: () => void }) {
  return (
    <Notice
      alert
      icon="late"
      title={message}
      {...(onRetry ? { action: { label: '再试一次', onPress: onRetry } } : {})}
    />
  );
}

export function NoPermission({ children }: { children?: string }) {
  return (
    <Notice icon="lock" title="这里您还看不了">
      {children ?? '这个页面只给有相应岗位的人看。岗位有变动的话，请找管理员。'}
    </Notice>
  );
}

export function SignInFirst({ why, onSignIn }: { why: string; onSignIn: () => void }) {
  return (
    <Notice icon="me" title="请先登录" action={{ label: '去登录', onPress: onSignIn }}>
      {why}
    </Notice>
  );
}
