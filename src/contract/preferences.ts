/** How a person wants the window to be; what stands in it is the window's business. */
export type KeptPreferences = Record<string, unknown>

export type PreferenceCalls = { 'preferences.set': { input: KeptPreferences; output: null } }

/** Null until something was set. */
export type PreferenceStreams = { 'preferences.watch': { input: null; item: KeptPreferences | null } }
