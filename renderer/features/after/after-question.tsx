import { lazy, type ReactNode, Suspense } from 'react'
import { useStore } from '../../lib/store.ts'
import { asked } from './asked.ts'

const Composer = lazy(() => import('./composer.tsx').then((part) => ({ default: part.Composer })))

/** Where the composer stands; once in the window. It is read when it is first asked for. */
export const AfterQuestion = (): ReactNode => {
  const now = useStore(asked)
  if (!now) return null
  return (
    <Suspense fallback={null}>
      <Composer key={`${now.item} ${now.course}`} asked={now} close={() => asked.set(null)} />
    </Suspense>
  )
}
