import './not-started.css'
import { notStarted as en } from '../shared/i18n/en/not-started.ts'
import { notStarted as nl } from '../shared/i18n/nl/not-started.ts'

const withText = (tag: string, lang: string, text: string): HTMLElement => {
  const element = document.createElement(tag)
  element.lang = lang
  element.textContent = text
  return element
}

/**
 * Says in the empty desk of index.html that the window could not begin, with the one button that helps. In both languages:
 * which one is this person's is something that main had yet to say.
 */
export const sayNotStarted = (thrown: unknown): void => {
  reportError(thrown)
  const said = document.createElement('div')
  said.className = 'not-started'
  said.setAttribute('role', 'alert')
  const button = document.createElement('button')
  button.type = 'button'
  button.addEventListener('click', () => location.reload())
  button.append(withText('span', 'nl', nl.button), ' / ', withText('span', 'en', en.button))
  said.append(
    withText('p', 'nl', `${nl.what} ${nl.safe} ${nl.action}`),
    withText('p', 'en', `${en.what} ${en.safe} ${en.action}`),
    button,
  )
  document.querySelector('.shell-item')?.replaceChildren(said)
  button.focus()
}
