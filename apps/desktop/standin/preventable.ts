/** Something whose default a listener may prevent, as Electron hands out. */
export function preventable<Data extends object>(data: Data) {
  let prevented = false;
  return {
    ...data,
    preventDefault: () => {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
}
