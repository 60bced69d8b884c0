// Everything works without this script; it only makes things quicker.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
} from 'govuk-frontend'
import { once } from './once.js'
import { keys } from './keys.js'
import { opens } from './opens.js'
import { search } from './search.js'
import { running } from './running.js'
import { live } from './live.js'
import { turns } from './turns.js'
import { leaving } from './leaving.js'
import { card } from './card.js'

for (const component of [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
]) {
  createAll(component)
}

for (const start of [once, keys, opens, search, running, live, turns, leaving, card]) {
  start(document)
}
