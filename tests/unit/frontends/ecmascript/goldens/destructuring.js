const { a, b: renamed, c = 1, ["d"]: computed, [key]: dynamic, ...others } = source;
let [first, , third = 3, ...rest] = list;
[first, box.member, box[0]] = list;
function take({ id, nested: { deep } }, [head], ...tail) {}
