import { useEffect, useRef } from 'react';
import './map.scss';
import type { MapHandle } from './leaflet-map';
import type { MapProps } from './map.types';
import { whenQuiet } from './when-quiet';

/**
 * How far out of sight a map begins to be drawn, in the page and in what scrolls inside it. One that is not shown at
 * all is not. A browser without the second draws a map in a sheet when it comes into sight.
 */
const NEAR = { rootMargin: '1000px', scrollMargin: '1000px' };

/** A map is drawn after what can be read and pressed; nobody waits longer for it. */
const AT_MOST_MS = 800;

/** Calls once when the element comes near what is in sight; what stops that. */
function whenNear(element: HTMLElement, then: () => void): () => void {
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    watch.disconnect();
    then();
  }, NEAR);
  watch.observe(element);
  return () => watch.disconnect();
}

/** Leaflet, loaded when the first map comes near. */
export function MapView(props: MapProps) {
  const box = useRef<HTMLDivElement>(null);
  const handle = useRef<MapHandle | null>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    let gone = false;
    const open = () =>
      import('./leaflet-map').then(
        ({ openMap }) => {
          if (gone || !box.current) return;
          handle.current = openMap(box.current, latest);
          handle.current.update(latest.current);
        },
        // Without a network there may be no map: where it is can be said in words.
        () => undefined,
      );
    const stop = box.current ? whenNear(box.current, () => whenQuiet(open, AT_MOST_MS)) : undefined;
    return () => {
      gone = true;
      stop?.();
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
