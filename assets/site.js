// What is more convenient with a script; every page is complete without it.

/** Search as you type: the same page is asked for, and its results take the place of those that are there. */
function searchAsYouType(form) {
  const pauseMs = 180;
  let timer;
  let request;

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, pauseMs);
  });
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    request?.abort();
  });

  async function refresh() {
    if (!form.checkValidity()) return;
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    const address = addressOf(form);
    try {
      const response = await fetch(address, { signal, headers: { accept: 'text/html' } });
      if (!response.ok) return;
      const text = await response.text();
      if (signal.aborted) return;
      show(new DOMParser().parseFromString(text, 'text/html'));
      history.replaceState(null, '', address);
    } catch {
      // Offline, or another letter came: the button still works.
    }
  }

  function show(page) {
    for (const id of ['filters', 'results', 'heading']) take(page, id);
    const count = page.getElementById('count');
    const own = document.getElementById('count');
    // Said aloud only where something else is to be said.
    if (own.textContent !== count.textContent) own.replaceChildren(...count.childNodes);
    document.title = page.title;
    for (const link of document.querySelectorAll('link[rel="alternate"]')) link.remove();
    document.head.append(...page.querySelectorAll('link[rel="alternate"]'));
  }
}

/** Replaces what is in an element by what the other page has there; who has the focus keeps it, what was unfolded stays so. */
function take(page, id) {
  const own = document.getElementById(id);
  const other = page.getElementById(id);
  const active = own.contains(document.activeElement) ? document.activeElement : null;
  const open = [...own.querySelectorAll('details[open][id]')].map((details) => details.id);
  own.replaceChildren(...other.childNodes);
  for (const name of open) document.getElementById(name)?.setAttribute('open', '');
  if (active?.name) {
    const same = [...own.querySelectorAll('input')].find(
      (input) => input.name === active.name && input.value === active.value,
    );
    same?.closest('details')?.setAttribute('open', '');
    same?.focus({ preventScroll: true });
  }
}

function addressOf(form) {
  const query = new URLSearchParams(new FormData(form)).toString();
  return query === '' ? form.action : `${form.action}?${query}`;
}

/** A field that is left empty asks for nothing, and need not stand in the address. */
function leaveOutEmpty(form) {
  form.addEventListener('formdata', ({ formData }) => {
    for (const [name, value] of [...formData]) {
      if (typeof value === 'string' && value.trim() === '') formData.delete(name);
    }
  });
}

function copyOnClick(button) {
  const said = button.parentElement.querySelector('[role="status"]');
  button.hidden = false;
  button.addEventListener('click', async () => {
    const text = document.getElementById(button.dataset.copy).textContent;
    said.textContent = (await copy(text)) ? 'Copied' : 'This browser does not let me; the forms below can be selected';
    setTimeout(() => {
      said.textContent = '';
    }, 6000);
  });
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** What is wider than its place can be scrolled with the keyboard, in browsers too that do not see to it. */
function scrollByKeyboard(element) {
  if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
}

for (const form of document.querySelectorAll('form[method="get"]')) leaveOutEmpty(form);
for (const button of document.querySelectorAll('button.copy')) copyOnClick(button);
for (const element of document.querySelectorAll('pre, table')) scrollByKeyboard(element);
const search = document.getElementById('search');
if (search !== null) searchAsYouType(search);
