/**
 * The address bar is the state of the page: `#/results?family=price-value` is the results with one
 * filter. The part behind `#` never reaches the server, so every address works on every worker.
 */
export function route() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  return {
    parts: path.split('/').filter(Boolean).map(decodeURIComponent),
    query: new URLSearchParams(query),
  };
}

/** The address of a place, such as `#/jobs/job-1`. Empty values of the query are left out. */
export function href(parts, query = {}) {
  const kept = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') {
      kept.append(name, value);
    }
  }
  const text = kept.toString();
  return '#/' + parts.map(encodeURIComponent).join('/') + (text ? '?' + text : '');
}

/** Goes somewhere; `replace` leaves no step in the history, as while somebody types a search. */
export function go(address, {replace = false} = {}) {
  if (replace) {
    history.replaceState(null, '', address);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    location.hash = address;
  }
}

/** Changes some values of the query, and keeps the others. Pages of a list start again. */
export function refine(changes, options) {
  const {parts, query} = route();
  const all = {...Object.fromEntries(query), after: undefined, ...changes};
  go(href(parts, all), options);
}
