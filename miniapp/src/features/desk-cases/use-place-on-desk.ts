import { useEffect, useState } from 'react';
import { type CaseFilters, filtersFrom, searchFrom } from './filters';

const idShape = /^[0-9a-f]{24}$/;

/** What the list is narrowed to and which case is open: read from the page's address, and kept in it. */
export function usePlaceOnDesk(usual: CaseFilters) {
  const [filters, setFilters] = useState(() => filtersFrom(location.search, usual));
  const [chosenId, setChosenId] = useState(() => {
    const id = new URLSearchParams(location.search).get('id') ?? '';
    return idShape.test(id) ? id : null;
  });
  useEffect(() => {
    const query = new URLSearchParams(searchFrom(filters, usual));
    if (chosenId) query.set('id', chosenId);
    const address = `${location.pathname}${query.size > 0 ? `?${query}` : ''}`;
    // The router keeps its own marks in the state of the entry.
    history.replaceState(history.state, '', address);
  }, [filters, chosenId, usual]);
  return { filters, setFilters, chosenId, setChosenId };
}
