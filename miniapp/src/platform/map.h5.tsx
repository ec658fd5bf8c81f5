import { useEffect, useRef } from 'react';
import './map.scss';
import type { MapHandle } from './leaflet-map';
import type { MapProps } from './map.types';

/** Leaflet, loaded when the first map is shown. */
export function MapView(props: MapProps) {
  const box = useRef<HTMLDivElement>(null);
  const handle = useRef<MapHandle | null>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    let gone = false;
    import('./leaflet-map').then(
      ({ openMap }) => {
        if (gone || !box.current) return;
        handle.current = openMap(box.current, latest);
        handle.current.update(latest.current);
      },
      // Without a network there may be no map: where it is can be said in words.
      () => undefined,
    );
    return () => {
      gone = true;
      handle.current?.close();
      handle.current = null;
    };
  }, []);

  useEffect(() => {
    handle.current?.update(props);
  });

  return (
    <section className={`map ${props.className ?? ''}`} aria-label={props.label}>
      <div className="map__canvas" ref={box} />
    </section>
  );
}
