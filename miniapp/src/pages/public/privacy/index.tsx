import { type AgreementName, agreementTexts } from '@gongzhi/shared/privacy/agreement';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { Tabs } from '../../../components/tabs';
import { AgreementArticle } from '../../../features/privacy/agreement-article';
import { Screen } from '../../../features/shell/screen';

const names = Object.keys(agreementTexts) as AgreementName[];

/** The two texts everybody agrees to; open to anybody. */
export default function PrivacyPage() {
  const { text } = useRouter().params;
  const [name, setName] = useState<AgreementName>(names.find((each) => each === text) ?? 'privacy');
  return (
    <Screen title="隐私与须知" asksConsent={false}>
      <Tabs
        label="哪一份"
        tabs={names.map((value) => ({ value, label: agreementTexts[value].name }))}
        value={name}
        onChange={setName}
      />
      <AgreementArticle name={name} />
    </Screen>
  );
}
