const Chat = memo(forwardRef((props, ref) => null));
const results = items.map(() => 1);
handlers.onClose = function () {};
const table = { open() {}, close: () => {}, "with-dash": async () => {} };
export default () => {};
