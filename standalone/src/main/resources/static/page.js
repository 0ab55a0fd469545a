// How things get onto the page: whatever a user wrote becomes text, never markup.

export const el = (id) => document.getElementById(id);
export const tell = (where, text = '') => Object.assign(el(where), { textContent: text, hidden: !text });
export const copyOf = (template) => el(template).content.firstElementChild.cloneNode(true);

export function fill(item, texts) {
  for (const [name, text] of Object.entries(texts)) item.querySelector(`.${name}`).textContent = text;
  return item;
}

/** JSON as one line, cut where it gets long. */
export function brief(data, most = 160) {
  const json = JSON.stringify(data);
  return json.length > most ? `${json.slice(0, most)}…` : json;
}
