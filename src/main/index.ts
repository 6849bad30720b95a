import { app } from 'electron'
import { chooseProfile } from './chooseProfile.ts'
import { handOver } from './handOver.ts'
import { readArguments } from './readArguments.ts'
import { runDesktop } from './runDesktop.ts'

const { data, isDemo, openings } = readArguments(process.argv, process.cwd())
const profile = chooseProfile(data)
// The lock belongs to the profile; whoever doesn't get it has handed over and touches nothing.
if (profile && app.requestSingleInstanceLock(handOver(process.argv, process.cwd())))
  runDesktop({ ...profile, isDemo, openings })
else if (profile) app.quit()
