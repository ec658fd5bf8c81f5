import { deskAccountInput } from '@gongzhi/shared/identity/schema';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Confirm } from '../../components/confirm';
import { FailureLine } from '../../components/failure-line';
import { errorId, Field } from '../../components/field';
import { SearchBox } from '../../components/search-box';
import { Tag } from '../../components/state-tag';
import { TextInput } from '../../components/text-input';
import { when } from '../../components/when';
import { now } from '../../platform/clock';
import { useAction } from '../../platform/use-action';
import { usePages } from '../../platform/use-pages';
import { createAccount, disableAccount, listAccounts, renewLink } from './api';
import { LinkOnce, type NewLink } from './link-once';
import { PagedList } from './paged-list';

type Account = Awaited<ReturnType<typeof listAccounts>>['items'][number];
type Question = { what: 'disable' | 'renew'; account: Account };

/** Desk accounts: who can sign in with a password. */
export function Accounts() {
  const [q, setQ] = useState('');
  const pages = usePages(`accounts ${q}`, (cursor) => listAccounts(q, cursor));
  const [adding, setAdding] = useState(false);
  const [question, setQuestion] = useState<Question | null>(null);
  const [link, setLink] = useState<NewLink | null>(null);
  const answer = useAction(async ({ what, account }: Question) => {
    if (what === 'renew') setLink(await renewLink(account.id));
    else await disableAccount(account.id);
    setQuestion(null);
    pages.reload();
  });
  return (
    <>
      <div className="people__bar">
        <SearchBox value={q} label="找账号" placeholder="姓名或登录名" onChange={setQ} />
        <Button kind="plain" icon="plus" name="new-account" onPress={() => setAdding(!adding)}>
          新建账号
        </Button>
      </div>
      {adding ? (
        <NewAccount
          onDone={(made) => {
            setLink(made);
            setAdding(false);
            pages.reload();
          }}
        />
      ) : null}
      <PagedList pages={pages} empty={q ? '没有这样的账号' : '还没有工作人员账号'}>
        {(items) => (
          <ul className="people__list">
            {items.map((account) => (
              <li key={account.id}>
                <div className="people__who">
                  <strong>{account.name}</strong>
                  <span>{`${account.loginName} · ${when(now(), account.createdAt)}建`}</span>
                </div>
                {account.disabledAt ? (
                  <Tag tone="refused" icon="ended">
                    已停用
                  </Tag>
                ) : account.passwordSet ? null : (
                  <Tag tone="due" icon="lock">
                    还没设密码
                  </Tag>
                )}
                {account.disabledAt ? null : (
                  <div className="people__acts">
                    <Button kind="quiet" onPress={() => setQuestion({ what: 'renew', account })}>
                      重发链接
                    </Button>
                    <Button kind="quiet" onPress={() => setQuestion({ what: 'disable', account })}>
                      停用
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
      </PagedList>
      {question ? (
        <Confirm
          title={question.what === 'disable' ? `停用${question.account.name}的账号？` : '重新发设密码链接？'}
          yes={question.what === 'disable' ? '停用' : '重发链接'}
          danger={question.what === 'disable'}
          busy={answer.busy}
          onYes={() => void answer.run(question)}
          onClose={() => {
            setQuestion(null);
            answer.clear();
          }}
        >
          {answer.failure?.message ??
            (question.what === 'disable'
              ? '停用后马上退出登录，不能再登录，也不能恢复。'
              : `${question.account.name}的旧密码和现在的登录马上作废，要用新链接重新设密码。`)}
        </Confirm>
      ) : null}
      {link ? <LinkOnce link={link} onClose={() => setLink(null)} /> : null}
    </>
  );
}

function NewAccount({ onDone }: { onDone: (made: NewLink) => void }) {
  const [name, setName] = useState('');
  const [loginName, setLoginName] = useState('');
  const [tried, setTried] = useState(false);
  const save = useAction(async () => onDone(await createAccount({ name, loginName })));
  const checked = deskAccountInput.safeParse({ name, loginName });
  const wrong = (field: string): string | undefined => {
    const issue = tried && checked.error?.issues.find(({ path }) => path[0] === field);
    return issue ? issue.message : save.failure?.fields[field];
  };
  const press = () => {
    setTried(true);
    if (checked.success) void save.run();
  };
  return (
    <Card title="新建账号">
      <div className="people__form">
        <Field id="account-name" label="姓名" error={wrong('name')}>
          <TextInput
            id="account-name"
            value={name}
            maxLength={20}
            invalid={wrong('name') !== undefined}
            describedBy={errorId('account-name')}
            onChange={setName}
          />
        </Field>
        <Field id="account-login" label="登录名" error={wrong('loginName')}>
          <TextInput
            id="account-login"
            value={loginName}
            maxLength={32}
            placeholder="小写字母开头，如 zhang.wei"
            invalid={wrong('loginName') !== undefined}
            describedBy={errorId('account-login')}
            onChange={setLoginName}
            onEnter={press}
          />
        </Field>
      </div>
      {save.failure && Object.keys(save.failure.fields).length === 0 ? (
        <FailureLine message={save.failure.message} />
      ) : null}
      <Button busy={save.busy} name="create-account" onPress={press}>
        新建，得到设密码链接
      </Button>
    </Card>
  );
}
