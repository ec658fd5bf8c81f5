import type { CommandResult, IssueDetail } from '@gongzhi/shared/issues/schema';
import { isOpen } from '@gongzhi/shared/issues/states';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../components/button';
import { Empty, ErrorPanel } from '../../../components/notice';
import { Skeleton } from '../../../components/skeleton';
import { readIssue } from '../../../features/issues/api';
import { formFor, type PhoneCommand, phoneCommands } from '../../../features/issues/command-forms';
import { CommandSheet } from '../../../features/issues/command-sheet';
import { Screen } from '../../../features/shell/screen';
import { dropFromAddress } from '../../../platform/drop-from-address';
import { useMe } from '../../../platform/login';
import { go } from '../../../platform/navigate';
import { useSignedIn } from '../../../platform/session';
import { tell } from '../../../platform/tell';
import { useRemote } from '../../../platform/use-remote';
import { CaseStory } from './case-story';
import './index.scss';

export default function CasePage() {
  const { id = '', do: wanted, sent } = useRouter().params;
  const signedIn = useSignedIn();
  const {
    data: issue,
    failure,
    reload,
    put,
  } = useRemote(id ? `case-${id}-${signedIn}` : null, () => readIssue(id));
  const [command, setCommand] = useState<PhoneCommand | null>(null);
  useWantedCommand(issue, wanted, setCommand);
  const [thanks] = useState(sent === '1');
  useEffect(() => dropFromAddress('sent'), []);

  const done = ({ issue: next, warnings }: CommandResult) => {
    setCommand(null);
    put(next);
    tell(warnings[0] ?? '好了', warnings.length > 0 ? 4000 : 1500);
  };
  const missing = failure?.status === 404;
  return (
    <Screen
      title={issue ? `案件 ${issue.number}` : '案件'}
      width="wide"
      footer={
        issue && (signedIn || isOpen(issue.state)) ? (
          <Actions issue={issue} signedIn={signedIn} onCommand={setCommand} />
        ) : null
      }
    >
      {issue ? (
        <CaseStory
          issue={issue}
          // The address is copied along with the case: only who reported it is thanked.
          justSent={thanks && issue.mine === 'reported' && issue.state === 'reported'}
        />
      ) : null}
      {!issue && missing ? (
        <Empty
          icon="search"
          title="没有找到这个案件"
          action={{ label: '看看身边的', onPress: () => go('nearby') }}
        >
          它可能还没有公开，或者链接不完整。
        </Empty>
      ) : null}
      {!issue && failure && !missing ? <ErrorPanel message={failure.message} onRetry={reload} /> : null}
      {!issue && !failure ? <Skeleton rows={5} /> : null}
      {issue && command ? (
        <CommandSheet
          issue={issue}
          command={command}
          onDone={done}
          onChanged={reload}
          onClose={() => setCommand(null)}
        />
      ) : null}
    </Screen>
  );
}

/** `?do=handle` opens that step at once, when it may be taken: photo proof in one tap from a list. */
function useWantedCommand(
  issue: IssueDetail | null,
  wanted: string | undefined,
  open: (command: PhoneCommand) => void,
) {
  const opened = useRef(false);
  useEffect(() => {
    if (!issue || opened.current) return;
    opened.current = true;
    const command = phoneCommands(issue.abilities).find((name) => name === wanted);
    if (command) open(command);
  }, [issue, wanted, open]);
}

interface ActionsProps {
  issue: IssueDetail;
  signedIn: boolean;
  onCommand: (command: PhoneCommand) => void;
}

/** What this reader may do now, as the server says. */
function Actions({ issue, signedIn, onCommand }: ActionsProps) {
  const works = (useMe()?.desks.length ?? 0) > 0;
  const offered = phoneCommands(issue.abilities);
  // Who works on a case can say "me too", but that is not what they came for.
  const commands = works && offered.length > 1 ? offered.filter((command) => command !== 'join') : offered;
  if (!signedIn) {
    return (
      <Button kind="plain" icon="people" onPress={() => go('signIn')}>
        也遇到了？登录后加一个
      </Button>
    );
  }
  if (commands.length === 0) return <View className="case__nothing">{nothingToDo(issue)}</View>;
  return (
    <>
      {[...commands].reverse().map((command) => {
        const { kind, button } = formFor(command, issue.kind);
        return (
          <Button
            key={command}
            name={command}
            kind={command === 'join' && works ? 'plain' : kind}
            onPress={() => onCommand(command)}
          >
            {button}
          </Button>
        );
      })}
    </>
  );
}

function nothingToDo({ mine, rating, abilities }: IssueDetail): string {
  if (abilities.length > 0) return '这一步请在电脑上的工作台办理';
  if (rating && mine === 'reported') return '您已经评价过了，谢谢';
  if (mine) return '有了进展会告诉您';
  return '眼下没有需要您做的';
}
