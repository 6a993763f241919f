/** Who sits at this place: signing in, and the code that helps when a passphrase is forgotten. */
export { RecoveryCode } from './recovery-code.tsx'
export { SignIn } from './sign-in.tsx'
