import type { IssueDetail } from '@gongzhi/shared/issues/schema';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Icon } from '../../../components/icon';
import { CallerForm } from '../../../features/desk-cases/caller/caller-form';
import { caseHref, DeskPage } from '../desk-page';
import './index.scss';

/** Where a dispatcher writes down what somebody says on the phone. */
export default function ReportPage() {
  const [saved, setSaved] = useState<IssueDetail | null>(null);
  const toQueue = (id?: string) =>
    void Taro.redirectTo({ url: `/pages/desk/queue/index${id ? `?id=${id}` : ''}` });
  return (
    <DeskPage title="登记来电" current="queue" desks={['dispatch']}>
      <div className="desk-page">
        <div className="desk-page__head">
          <h1>登记来电</h1>
          <Button kind="quiet" icon="back" onPress={() => toQueue()}>
            回到派遣
          </Button>
        </div>
        {saved ? (
          <Card>
            <div className="call-saved" role="status">
              <Icon name="solved" size="large" />
              <h2>{`已登记，编号 ${saved.number}`}</h2>
              <p>把编号告诉来电人，凭它可以查进展。</p>
              <div className="call-saved__next">
                <Button name="accept-call" onPress={() => toQueue(saved.id)}>
                  去受理
                </Button>
                <Button kind="plain" onPress={() => setSaved(null)}>
                  再登一件
                </Button>
              </div>
            </div>
          </Card>
        ) : (
          <CallerForm caseHref={caseHref} onSaved={setSaved} />
        )}
      </div>
    </DeskPage>
  );
}
