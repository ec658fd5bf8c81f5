import type { Catalogue, Matter } from '@gongzhi/shared/standards/catalogue';
import { searchMatters } from '@gongzhi/shared/standards/search';
import { Text, View } from '@tarojs/components';
import { useMemo, useState } from 'react';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Chips } from '../../../components/chips';
import { errorId, Field } from '../../../components/field';
import { Icon } from '../../../components/icon';
import { SearchBox } from '../../../components/search-box';
import { Skeleton } from '../../../components/skeleton';
import { TextInput } from '../../../components/text-input';
import type { Missing, ReportDraft, ReportForm } from '../../../features/issues/drafts/report-draft';
import { GroupTiles, MatterRows } from '../../../features/standards/matter-choice';
import { useCatalogue } from '../../../features/standards/use-catalogue';
import { useOnline } from '../../../platform/network';
import { useDelayed } from '../../../platform/use-delayed';
import { SimilarCases } from './similar-cases';

interface MatterOfProps {
  draft: ReportDraft;
  onChange: (next: Partial<ReportForm>) => void;
}

interface StepWhatProps extends MatterOfProps {
  /** What has to be answered before going on, once somebody tried. */
  missing: Missing;
}

const kinds = [
  { value: 'problem', label: '有问题要处理' },
  { value: 'suggestion', label: '有建议要说' },
] as const;

export function StepWhat({ draft, missing, onChange }: StepWhatProps) {
  const catalogue = useCatalogue();
  const online = useOnline();
  return (
    <View>
      <Chips label="问题还是建议" chips={kinds} value={draft.kind} onChange={(kind) => onChange({ kind })} />
      <Field
        id="report-text"
        label={draft.kind === 'problem' ? '看到了什么？' : '您的建议'}
        error={missing.text}
      >
        <TextInput
          id="report-text"
          invalid={missing.text !== undefined}
          describedBy={errorId('report-text')}
          lines={3}
          value={draft.text}
          maxLength={1000}
          placeholder={
            draft.kind === 'problem'
              ? '比如：小区东门口垃圾桶满了两天没人收'
              : '比如：这条路晚上太暗，能不能加两盏灯'
          }
          onChange={(text) => onChange({ text })}
        />
      </Field>
      {catalogue ? <MatterOf catalogue={catalogue} draft={draft} onChange={onChange} /> : null}
      {!catalogue && online ? <Skeleton rows={2} /> : null}
      {!catalogue && !online ? (
        <View className="report__hint">没有网络，种类不用选，由受理人员判断。</View>
      ) : null}
      {draft.point && !draft.typed ? (
        <SimilarCases point={draft.point} groupCode={draft.groupCode} matterCode={draft.matterCode} />
      ) : null}
    </View>
  );
}

/** Its class: three guesses from the words, a search over everything, or a dozen plain groups. Never required. */
function MatterOf({ catalogue, draft, onChange }: MatterOfProps & { catalogue: Catalogue }) {
  const [typed, setTyped] = useState('');
  const [searching, setSearching] = useState(false);
  const text = useDelayed(draft.text, 250);
  const guesses = useMemo(() => (text.trim() ? searchMatters(catalogue, text, 3) : []), [catalogue, text]);
  const found = useMemo(() => (typed.trim() ? searchMatters(catalogue, typed, 12) : []), [catalogue, typed]);
  const groupOf = (code: string) =>
    catalogue.groups.find(({ matterCodes }) => matterCodes.includes(code))?.code ?? null;
  const choose = (matter: Matter) => {
    onChange({ matterCode: matter.code, groupCode: groupOf(matter.code) });
    setTyped('');
    setSearching(false);
  };
  const chosen = catalogue.matters.find(({ code }) => code === draft.matterCode);
  if (chosen) {
    const group = catalogue.groups.find(({ code }) => code === groupOf(chosen.code));
    return (
      <Card title="属于哪一种">
        <View className="report__chosen">
          <Icon name="check" />
          <Text className="report__chosen-name">{`${group?.name ?? ''} · ${chosen.name}`}</Text>
          <Button kind="quiet" onPress={() => onChange({ matterCode: null, groupCode: null })}>
            换一种
          </Button>
        </View>
      </Card>
    );
  }
  return (
    <Card title="属于哪一种？" aside={<Text className="report__optional">不确定可以不选</Text>}>
      {guesses.length > 0 && !searching ? (
        <MatterRows label="可能是" matters={guesses} onChoose={choose} />
      ) : null}
      <SearchBox
        value={typed}
        label="搜索种类"
        placeholder="搜一搜，如“井盖”"
        onChange={(value) => {
          setTyped(value);
          setSearching(value.trim().length > 0);
        }}
      />
      {searching ? <MatterRows label="找到的种类" matters={found} onChoose={choose} /> : null}
      {searching ? null : (
        <GroupTiles
          groups={catalogue.groups}
          value={draft.groupCode}
          onChange={(groupCode) =>
            onChange({ groupCode: groupCode === draft.groupCode ? null : groupCode, matterCode: null })
          }
        />
      )}
    </Card>
  );
}
