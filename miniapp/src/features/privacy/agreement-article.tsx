import { type AgreementName, agreement, fillAgreement } from '@gongzhi/shared/privacy/agreement';
import { dayInWords } from '@gongzhi/shared/time';
import { View } from '@tarojs/components';
import { BureauContact } from '../../components/bureau-contact';
import { Card } from '../../components/card';
import { useAbout } from '../../platform/server';
import './agreement-article.scss';

/** One of the two texts, with who runs this place filled in. */
export function AgreementArticle({ name }: { name: AgreementName }) {
  const about = useAbout();
  const { intro, sections } = fillAgreement(name, {
    name: about?.bureau?.name ?? '',
    district: about?.district?.name ?? '',
  });
  return (
    <View>
      <Card>
        <View className="agreement__intro">{intro}</View>
        <View className="agreement__version tabular">{`第 ${agreement.version} 版，${dayInWords(agreement.since)}起施行`}</View>
      </Card>
      {sections.map(({ heading, lines }) => (
        <Card key={heading} title={heading}>
          {lines.map((line) => (
            <View key={line} className="agreement__line">
              {line}
            </View>
          ))}
        </Card>
      ))}
      <BureauContact title="怎样找到我们" />
    </View>
  );
}
