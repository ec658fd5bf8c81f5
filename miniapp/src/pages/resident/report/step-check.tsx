import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Checkbox } from '../../../components/checkbox';
import { Photo } from '../../../components/photo';
import { placeOf } from '../../../features/issues/drafts/draft-words';
import type { ReportDraft, ReportForm } from '../../../features/issues/drafts/report-draft';
import type { FormPictures } from '../../../features/issues/drafts/use-kept-pictures';
import { useCatalogue } from '../../../features/standards/use-catalogue';
import { useMe } from '../../../platform/login';
import { go } from '../../../platform/navigate';
import { useOnline } from '../../../platform/network';

interface StepCheckProps {
  draft: ReportDraft;
  pictures: FormPictures;
  /** How far the sending is, in words. */
  sending: string | null;
  onChange: (next: Partial<ReportForm>) => void;
  onGoTo: (step: number) => void;
}

export function StepCheck({ draft, pictures, sending, onChange, onGoTo }: StepCheckProps) {
  const me = useMe();
  const online = useOnline();
  const catalogue = useCatalogue();
  const arrivedAs = draft.trouble?.arrivedAs;
  const matter = catalogue?.matters.find(({ code }) => code === draft.matterCode);
  const group = catalogue?.groups.find(({ code }) => code === draft.groupCode);
  return (
    <View>
      {sending || !online ? (
        <View className="report__state" role="status">
          {sending ?? '现在没有网络。先存在手机里，联网后自动发送，不用守着。'}
        </View>
      ) : null}
      {arrivedAs ? (
        <Button kind="plain" wide onPress={() => go('case', { id: arrivedAs.id })}>
          {`看案件 ${arrivedAs.number}`}
        </Button>
      ) : null}
      <Card>
        <Answer name="照片" onEdit={() => onGoTo(0)}>
          {pictures.items.length > 0 ? (
            <View className="report__thumbs">
              {pictures.items.map(({ key, preview }) => (
                <Photo key={key} className="report__thumb" src={preview} alt="" />
              ))}
            </View>
          ) : (
            <Text>没有</Text>
          )}
        </Answer>
        <Answer name="地点" onEdit={() => onGoTo(1)}>
          <Text>{placeOf(draft)}</Text>
        </Answer>
        <Answer name={draft.kind === 'problem' ? '问题' : '建议'} onEdit={() => onGoTo(2)}>
          <Text>{draft.text || '只有照片'}</Text>
          <View className="report__kind">{matter?.name ?? group?.name ?? '种类由受理人员判断'}</View>
        </Answer>
      </Card>
      <Card>
        <Checkbox
          label="处置单位可以看到我的姓名和电话"
          note={
            me?.phoneMasked
              ? `${me.name}，${me.phoneMasked}；方便他们问清楚`
              : '您还没有留电话，可以在“我的”里补上'
          }
          checked={draft.shareContact}
          onChange={(shareContact) => onChange({ shareContact })}
        />
        <View className="report__hint">
          公众任何时候都看不到是谁上报的。受理以前，公众也看不到您写的话和照片。
        </View>
      </Card>
    </View>
  );
}

function Answer({ name, onEdit, children }: { name: string; onEdit: () => void; children: ReactNode }) {
  return (
    <View className="report__answer">
      <View className="report__answer-name">{name}</View>
      <View className="report__answer-words">{children}</View>
      <Button kind="quiet" label={`修改${name}`} onPress={onEdit}>
        修改
      </Button>
    </View>
  );
}
