import { View } from '@tarojs/components';
import { useDidHide, useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import { consentQuestion } from '../platform/consent';
import { agree } from '../platform/login';
import { useStore } from '../platform/store';
import { useAction } from '../platform/use-action';
import { AgreementBox } from './agreement-box';
import { Button } from './button';
import { FailureLine } from './failure-line';
import { Sheet } from './sheet';

/** Asks for consent in the middle of what a person is doing; the page in front shows it, pages below wait. */
export function ConsentSheet() {
  const question = useStore(consentQuestion);
  const [inFront, setInFront] = useState(true);
  useDidShow(() => setInFront(true));
  useDidHide(() => setInFront(false));
  return question && inFront ? <Question answer={question.answer} /> : null;
}

function Question({ answer }: { answer: (agreed: boolean) => void }) {
  const [ticked, setTicked] = useState(false);
  const [missing, setMissing] = useState(false);
  const save = useAction(async () => {
    if (!ticked) return setMissing(true);
    await agree();
    answer(true);
  });
  return (
    <Sheet
      title="请先看一眼"
      onClose={() => answer(false)}
      footer={
        <>
          <Button kind="plain" onPress={() => answer(false)}>
            先不
          </Button>
          <Button name="agree" busy={save.busy} onPress={() => void save.run()}>
            同意并继续
          </Button>
        </>
      }
    >
      <View>
        我们怎样使用您的信息，有一份说明；它有了新的版本，或者您还没有看过。同意以后，刚才要做的事会接着做。不同意也可以继续看。
      </View>
      <FailureLine message={save.failure?.message} />
      <AgreementBox checked={ticked} onChange={setTicked} missing={missing} />
    </Sheet>
  );
}
