import { describeInstant } from '@gongzhi/shared/issues/due-words';
import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { FailureLine } from '../../components/failure-line';
import { Sheet } from '../../components/sheet';
import { Skeleton } from '../../components/skeleton';
import { now } from '../../platform/clock';
import { useRemote } from '../../platform/use-remote';
import { newAppointmentCode } from './api';
import './appointment-code.scss';

/** Digits for whoever appoints people, who finds nobody that signs in with WeChat otherwise. */
export function AppointmentCodeSheet({ onClose }: { onClose: () => void }) {
  const { data, failure, loading, reload } = useRemote('appointment-code', newAppointmentCode);
  return (
    <Sheet
      title="报到码"
      onClose={onClose}
      footer={
        <Button kind="plain" busy={loading} onPress={reload}>
          换一个
        </Button>
      }
    >
      <View>单位任命您担任岗位时，把这个号码给他们看，他们就能找到您。平时不用给任何人看。</View>
      <FailureLine message={failure?.message} />
      {data ? (
        <>
          <View className="appointment-code tabular" role="status" data-name="appointment-code">
            {`${data.code.slice(0, 4)} ${data.code.slice(4)}`}
          </View>
          <View className="appointment-code__until">{`${describeInstant(now(), new Date(data.until))} 前有效`}</View>
        </>
      ) : null}
      {!data && loading ? <Skeleton rows={1} /> : null}
    </Sheet>
  );
}
