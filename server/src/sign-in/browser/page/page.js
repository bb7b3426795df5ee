/* Filters the list while one types; without it the search field asks the server. */
const field = document.getElementById('search');
const none = document.getElementById('none');

if (field !== null && none !== null) {
  const items = [...document.querySelectorAll('section li')];
  const filter = () => {
    const wanted = field.value.trim().toLocaleLowerCase('sv');
    for (const item of items) item.hidden = !item.textContent.toLocaleLowerCase('sv').includes(wanted);
    for (const section of document.querySelectorAll('section'))
      section.hidden = section.querySelector('li:not([hidden])') === null;
    none.hidden = items.some((item) => !item.hidden);
  };
  field.addEventListener('input', filter);
  field.form.addEventListener('submit', (event) => {
    event.preventDefault();
    // Enter takes the one whose name it is, else the only one left.
    const left = items.filter((item) => !item.hidden);
    const wanted = field.value.trim().toLocaleLowerCase('sv');
    const named = left.filter((item) =>
      item.querySelector('.name').textContent.toLocaleLowerCase('sv').includes(wanted),
    );
    const [only, ...more] = named.length > 0 ? named : left;
    if (only !== undefined && more.length === 0) only.querySelector('button').click();
  });
}
