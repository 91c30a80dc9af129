/** The machine that the stand-in pretends to be; a test chooses it in BALCAO_STANDIN, as JSON. */
export type Conditions = {
  displays: { x: number; y: number; width: number; height: number }[];
  /** `gnome`: a keyring. `basic_text`: Linux without one. `none`: encryption is not available at all. */
  keyring: 'gnome' | 'basic_text' | 'none';
  notifications: boolean;
  locale: string;
  /** Accelerators that another program holds. */
  takenShortcuts: string[];
  headless: boolean;
};

const usual: Conditions = {
  displays: [{ x: 0, y: 0, width: 1920, height: 1080 }],
  keyring: 'gnome',
  notifications: true,
  locale: 'pt-BR',
  takenShortcuts: [],
  headless: !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY,
};

export const conditions: Conditions = { ...usual, ...JSON.parse(process.env.BALCAO_STANDIN ?? '{}') };
