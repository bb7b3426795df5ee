/* Filters the list while one types; without it the search field asks the server. */
const field = document.getElementById('search');
const none = document.getElementById('none');

if (field !== null && none !== null) {
  const items = [...document.querySelectorAll('section li')];
  const filter = () => {
    const wanted = field.value.trim().toLocaleLowerCase('sv');
    for (const item of items) item.hidden = !item.textContent.toLocaleLowerCase('sv').includes(wanted);
    for (const section of document.querySelectorAll('section')) section.hidden = section.querySelector('li:not([hidden])') === null;
    none.hidden = items.some((item) => !item.hidden);
  };
  field.addEventListener('input', filter);
  field.form.addEventListener('submit', (event) => {
    event.preventDefault();
    const found = items.filter((item) => !item.hidden);
    if (found.length === 1) found[0].querySelector('button').click();
  });
}
