import { classNames } from './class-names';
import { Icon } from './icon';
import './picture-source.scss';
import type { PictureSourceProps } from './picture-source.types';

let made = 0;

export function PictureSource({ room, label, note, large, onChoose }: PictureSourceProps) {
  return (
    <label className={classNames('picture-source', large && 'picture-source--large')}>
      <input
        className="visually-hidden"
        type="file"
        accept="image/*"
        multiple={room > 1}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])].slice(0, room);
          onChoose(files.map((file) => ({ key: `p${++made}`, preview: URL.createObjectURL(file), file })));
          // The same picture can be chosen again after it was taken out.
          target.value = '';
        }}
      />
      <Icon name="camera" size={large ? 'large' : 'normal'} />
      <span className="picture-source__label">{label}</span>
      {note ? <span className="picture-source__note">{note}</span> : null}
    </label>
  );
}
