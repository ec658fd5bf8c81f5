import { useDeskTools } from '../desk-tools';
import { useDraft } from '../drafts';
import { type PickedPlace, placeBody } from '../picked-place';
import { type FormProps, useCommandForm } from '../use-command-form';
import { FormFrame } from './form-frame';
import { firstMatter, MatterField } from './matter-field';
import { PlaceConfirm } from './place-confirm';
import { firstChoice, type PublicChoice, PublicField } from './public-field';

interface Draft {
  matterCode: string | null;
  place: PickedPlace | null;
  publicChoice: PublicChoice;
}

/** Takes a report on: what it is, where it is, what the public may see of it. */
export function AcceptForm(props: FormProps) {
  const { issue } = props;
  const { catalogue } = useDeskTools();
  const form = useCommandForm('accept', props);
  const [draft, change] = useDraft<Draft>(issue.id, 'accept', {
    matterCode: firstMatter(catalogue, issue),
    place: null,
    publicChoice: firstChoice(issue.text, issue.pictures),
  });
  const { matterCode, place, publicChoice } = draft;
  const body = () => ({
    matterCode: matterCode ?? '',
    ...(place && placeBody(place)),
    publicText: publicChoice.showText ? publicChoice.text : null,
    publicPictureIds: publicChoice.pictureIds,
  });
  const alsoWrong = (): Record<string, string> => (matterCode ? {} : { matterCode: '请选一个类别' });
  return (
    <FormFrame form={form} body={body} alsoWrong={alsoWrong} submit="受理">
      <MatterField
        id={form.idOf('matterCode')}
        value={matterCode}
        onChange={(code) => change({ matterCode: code })}
        about={issue.text}
        groupCode={issue.group?.code ?? null}
        error={form.error('matterCode')}
      />
      <PlaceConfirm
        id={form.idOf('place')}
        issue={issue}
        value={place}
        onChange={(next) => change({ place: next })}
        error={form.error('place')}
      />
      <PublicField
        id={form.idOf('publicText')}
        value={publicChoice}
        pictures={issue.pictures}
        onChange={(next) => change({ publicChoice: next })}
        error={form.error('publicText')}
      />
    </FormFrame>
  );
}
