import { describeInstant } from '@gongzhi/shared/issues/due-words';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Sheet } from '../../components/sheet';
import { now } from '../../platform/clock';

export interface NewLink {
  account: { name: string; loginName: string };
  path: string;
  expiresAt: string;
}

/** A one-time link, shown this once: the server keeps only its fingerprint. */
export function LinkOnce({ link, onClose }: { link: NewLink; onClose: () => void }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const address = new URL(link.path, location.origin).href;
  const copy = () =>
    navigator.clipboard?.writeText(address).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    ) ?? setCopied('failed');
  return (
    <Sheet
      title="设密码链接"
      onClose={onClose}
      footer={
        <>
          <Button kind="plain" onPress={onClose}>
            我已经发给本人
          </Button>
          <Button name="copy-link" onPress={() => void copy()}>
            {copied === 'yes' ? '已复制' : '复制链接'}
          </Button>
        </>
      }
    >
      <p className="people__line">
        {`把这个链接发给${link.account.name}（登录名 ${link.account.loginName}），打开后自己设密码。`}
        <strong>关掉以后就看不到了</strong>
        {`，${describeInstant(now(), new Date(link.expiresAt))} 前有效，只能用一次。`}
      </p>
      <input
        className="text-input"
        aria-label="设密码链接"
        readOnly
        value={address}
        onFocus={(event) => event.target.select()}
      />
      <p role="status">{copied === 'failed' ? '浏览器不让复制，请选中上面的链接自己复制。' : ''}</p>
    </Sheet>
  );
}
