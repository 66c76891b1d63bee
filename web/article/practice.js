// The practice page: which patient, from the address; which there are, from the ward's own list.
const FOLDER = 'practice/';
const chosen = new URLSearchParams(location.search).get('patient') ?? '';
const id = /^[a-z0-9-]{1,60}$/.test(chosen) ? chosen : '';
const list = document.getElementById('patients');

function entry(patient, label) {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = patient ? `?patient=${patient}` : location.pathname;
  link.textContent = label;
  if (patient === id) link.setAttribute('aria-current', 'page');
  item.append(link);
  return item;
}

document.getElementById('patient').setAttribute('profile', `${FOLDER}practice${id ? `-${id}` : ''}.json`);
fetch(`${FOLDER}faults.json`)
  .then((response) => (response.ok ? response.json() : Promise.reject(new TypeError('no ward'))))
  .then((patients) => list.append(entry('', list.dataset.all), ...patients.filter((one) => one.profile).map((one) => entry(one.id, one.id))))
  .catch(() => (document.getElementById('none').hidden = false));
await import('./mail-doctor.js');
