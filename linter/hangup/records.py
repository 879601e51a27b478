"""Dataclasses that cost little until they are used: :func:`dataclass` stands for that of the standard library.

That one writes six methods for each class and compiles them when its module is imported, which for the two hundred
classes of a run on one file is a third of all its time. Here ``__init__`` is compiled when a class has made a few
objects, once for all classes of one shape, and the other methods are the same few functions for all classes. The
standard library's own module, which takes as long to import as Python to start, is imported when somebody asks it about
one of these classes: what it says of them, and what pattern matching makes of them, is the same.
"""

from __future__ import annotations

from functools import cache
from operator import attrgetter, ge, gt, le, lt
from types import FunctionType, MemberDescriptorType
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
    from types import CodeType
else:

    class MISSING:
        """Stands for a default that there is not."""

    def dataclass(cls: type | None = None, /, **options: bool) -> Any:
        """Make a dataclass of a class, with the options of the standard library that are in use here."""
        return (lambda cls: _made(cls, **options)) if cls is None else _made(cls, **options)

    def field(**options: Any) -> Any:
        """What is said of a field beside its type, with the options of the standard library that are in use here."""
        return Field(**options)

    def fields(record: Any) -> tuple[Any, ...]:
        """The fields of a dataclass or of its object, also of one of the standard library."""
        known = getattr(record, _FIELDS, None)
        if known is None:
            import dataclasses

            return dataclasses.fields(record)
        return tuple(known.values())

    def is_dataclass(record: Any) -> bool:
        """Whether something is a dataclass or an object of one."""
        return hasattr(record if isinstance(record, type) else record.__class__, _FIELDS)

    def replace(record: Any, /, **changes: Any) -> Any:
        """A copy of an object of which some fields have other values."""
        for name, item in getattr(record, _FIELDS).items():
            if item.init and name not in changes:
                changes[name] = getattr(record, name)
        return record.__class__(**changes)


_FIELDS = "__record_fields__"
_OPTIONS = "__record_options__"
_OF_THE_CLASS = ("ClassVar", "typing.ClassVar")
"""How the types of attributes begin that are no fields."""
_set = object.__setattr__


class Field:
    """What is known of a field, in the words of the standard library."""

    __slots__ = ("compare", "default", "default_factory", "hash", "init", "kw_only", "name", "repr", "type")

    def __init__(
        self,
        *,
        default: Any = MISSING,
        default_factory: Any = MISSING,
        init: bool = True,
        repr: bool = True,  # noqa: A002  (as there)
        hash: bool | None = None,  # noqa: A002
        compare: bool = True,
    ) -> None:
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.kw_only = False
        self.name = ""
        self.type: Any = None


def _made(
    cls: type[Any],
    *,
    frozen: bool = False,
    slots: bool = False,
    eq: bool = True,
    order: bool = False,
    kw_only: bool = False,
) -> type[Any]:
    own = cls.__dict__
    declared = _declared(cls, kw_only=kw_only)
    known: dict[str, Field] = {}
    for base in reversed(cls.__mro__[1:]):
        known |= base.__dict__.get(_FIELDS, {})
    known |= declared
    added: dict[str, Any] = {
        _FIELDS: known,
        _OPTIONS: {"frozen": frozen, "eq": eq, "order": order},
        "__dataclass_fields__": _STANDARD_FIELDS,
        "__dataclass_params__": _STANDARD_OPTIONS,
    }
    methods = _methods(known, frozen=frozen, slots=slots, eq=eq, order=order)
    if "__hash__" in own and not (own["__hash__"] is None and "__eq__" in own):
        methods.pop("__hash__", None)
    added |= {name: method for name, method in methods.items() if name not in own or name == "__hash__"}
    made = _with_slots(cls, declared, added) if slots else _extended(cls, declared, added)
    if "__init__" not in own:
        made.__init__ = _starter(made, frozen)
    return made


def _declared(cls: type[Any], *, kw_only: bool) -> dict[str, Field]:
    """The fields that a class adds to those of its bases."""
    found: dict[str, Field] = {}
    for name, kind in cls.__annotations__.items():
        if kind.startswith(_OF_THE_CLASS):
            continue
        given = getattr(cls, name, MISSING)
        item = given if isinstance(given, Field) else Field(default=given)
        if isinstance(item.default, MemberDescriptorType):  # the slot of a base
            item.default = MISSING
        item.name, item.type, item.kw_only = name, kind, kw_only
        found[name] = item
    return found


def _methods(known: Mapping[str, Field], *, frozen: bool, slots: bool, eq: bool, order: bool) -> dict[str, Any]:
    """What is added to a class, by name, beside ``__init__``."""
    methods: dict[str, Any] = {
        "__repr__": _repr,
        "__match_args__": tuple(item.name for item in known.values() if item.init and not item.kw_only),
    }
    compared = tuple(item for item in known.values() if item.compare)
    parts = _getter(tuple(item.name for item in compared)) if eq or order else None
    if eq and parts is not None:
        methods["__eq__"] = _equal(parts)
        hashed = tuple(item.name for item in compared if item.hash is not False)
        methods["__hash__"] = _hash(_getter(hashed)) if frozen else None
    if order and parts is not None:
        methods |= {f"__{each.__name__}__": _ordered(each, parts) for each in (lt, le, gt, ge)}
    if frozen:
        methods |= {"__setattr__": _refuse_value, "__delattr__": _refuse}
    if frozen and slots:
        methods |= {"__getstate__": _state, "__setstate__": _restore}
    return methods


def _extended(cls: type[Any], declared: Mapping[str, Field], added: Mapping[str, Any]) -> type[Any]:
    for name, item in declared.items():
        if item.default is not MISSING:
            setattr(cls, name, item.default)
        elif name in cls.__dict__:
            delattr(cls, name)
    for name, each in added.items():
        setattr(cls, name, each)
    return cls


def _with_slots(cls: type[Any], declared: Mapping[str, Field], added: Mapping[str, Any]) -> type[Any]:
    """The class anew: slots can only be had from the beginning."""
    inherited = {slot for base in cls.__mro__[1:-1] for slot in base.__dict__.get("__slots__", ())}
    space: dict[str, Any] = {name: each for name, each in cls.__dict__.items() if name not in declared}
    for name in ("__dict__", "__weakref__"):
        space.pop(name, None)
    space["__slots__"] = tuple(name for name in declared if name not in inherited)
    kind: Any = type(cls)
    made: type[Any] = kind(cls.__name__, cls.__bases__, {**space, **added})
    made.__qualname__ = cls.__qualname__
    return made


# ---------------------------------------------------------------- making objects


_FEW = 5
"""Objects that a class makes field by field: to compile takes as long as forty of them, and most classes have few."""


def _starter(cls: type, frozen: bool) -> Callable[..., None]:
    """What makes the first objects of a class, then compiles the ``__init__`` that takes its place."""
    put: Callable[[Any, str, Any], None] = _set if frozen else setattr
    made = 0

    def __init__(self: Any, *args: Any, **named: Any) -> None:  # noqa: N807
        nonlocal made
        made += 1
        values = _values(_filled(cls), args, named) if made < _FEW else None
        if values is None:
            compiled = _compile(cls, frozen)
            cls.__init__ = compiled  # type: ignore[misc]
            compiled(self, *args, **named)
            return
        for name, value in values.items():
            put(self, name, value)
        if hasattr(cls, "__post_init__"):
            self.__post_init__()

    return __init__


def _filled(cls: type) -> list[Any]:
    """The fields that ``__init__`` fills: the values of the others are attributes of the class."""
    return [item for item in fields(cls) if item.init or item.default_factory is not MISSING]


def _values(items: Sequence[Any], args: Sequence[Any], named: Mapping[str, Any]) -> dict[str, Any] | None:
    """The value of each field; None where the arguments do not fit, which the compiled ``__init__`` puts into words."""
    given, left, values = list(args), dict(named), dict[str, Any]()
    given.reverse()
    for item in items:
        name = item.name
        if given and item.init and not item.kw_only:
            values[name] = given.pop()
        elif item.init and name in left:
            values[name] = left.pop(name)
        elif item.default_factory is not MISSING:
            values[name] = item.default_factory()
        elif item.default is not MISSING:
            values[name] = item.default
        else:
            return None
    return None if given or left else values


def _compile(cls: type, frozen: bool) -> Callable[..., None]:
    """The ``__init__`` of a class: that of all classes of its shape, with the names of its own fields."""
    items = _filled(cls)
    shape = tuple([(item.init, item.kw_only, item.default_factory is not MISSING) for item in items])
    names = {f"f{number}": item.name for number, item in enumerate(items)}
    names |= {f"make{number}": f"make {item.name}" for number, item in enumerate(items)}
    made: dict[str, Any] = {f"make {item.name}": item.default_factory for item in items}
    code = _code(shape, frozen, hasattr(cls, "__post_init__"))
    code = code.replace(
        co_varnames=tuple([names.get(name, name) for name in code.co_varnames]),
        co_names=tuple([names.get(name, name) for name in code.co_names]),
        co_consts=tuple([names.get(value, value) if isinstance(value, str) else value for value in code.co_consts]),
        co_qualname=f"{cls.__qualname__}.__init__",
    )
    compiled = FunctionType(code, made | {"_set": _set, "MISSING": MISSING})
    taken = [item for item in items if item.init]
    compiled.__defaults__ = tuple([item.default for item in taken if not item.kw_only and _may_lack(item)])
    compiled.__kwdefaults__ = {item.name: item.default for item in taken if item.kw_only and _may_lack(item)}
    return compiled


def _may_lack(item: Any) -> bool:
    return item.default is not MISSING or item.default_factory is not MISSING


@cache
def _code(shape: tuple[tuple[bool, bool, bool], ...], frozen: bool, goes_on: bool) -> CodeType:
    """What makes an object of fields that are called ``f0``, ``f1`` and so on.

    Of each it is known whether it is an argument, whether by name only, and whether ``make0`` gives its default.
    """
    body: list[str] = []
    for number, (is_argument, _, is_made) in enumerate(shape):
        made = f"make{number}()"
        value = (f"{made} if f{number} is MISSING else f{number}" if is_argument else made) if is_made else f"f{number}"
        body.append(f"_set(self, 'f{number}', {value})" if frozen else f"self.f{number} = {value}")
    if goes_on:
        body.append("self.__post_init__()")
    before = [f"f{number}" for number, (is_argument, by_name, _) in enumerate(shape) if is_argument and not by_name]
    behind = [f"f{number}" for number, (is_argument, by_name, _) in enumerate(shape) if is_argument and by_name]
    taken = ", ".join(["self", *before, *(["*", *behind] if behind else [])])
    space: dict[str, Any] = {}
    exec(f"def __init__({taken}):\n " + "\n ".join(body or ["pass"]), space)  # noqa: S102  (nothing of anybody's)
    code: CodeType = space["__init__"].__code__
    return code


# ---------------------------------------------------------------- what all classes share


def _getter(names: tuple[str, ...]) -> Callable[[Any], Any]:
    return attrgetter(*names) if names else lambda _: ()


_shown: dict[type[Any], tuple[str, ...]] = {}
"""The names of the fields that are shown, by class: values are sorted by how they are shown, again and again."""


def _repr(self: Any) -> str:
    kind: type[Any] = self.__class__
    names = _shown.get(kind)
    if names is None:
        names = _shown[kind] = tuple(item.name for item in fields(kind) if item.repr)
    return f"{kind.__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in names])})"


def _equal(parts: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def __eq__(self: Any, other: Any) -> Any:  # noqa: N807
        return parts(self) == parts(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _ordered(compare: Callable[[Any, Any], bool], parts: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def ordered(self: Any, other: Any) -> Any:
        return compare(parts(self), parts(other)) if other.__class__ is self.__class__ else NotImplemented

    return ordered


def _hash(parts: Callable[[Any], Any]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(parts(self))

    return __hash__


def _refuse_value(self: Any, name: str, value: object) -> None:
    if _is_frozen(self, name):
        _refuse_change("assign to", name)
    _set(self, name, value)


def _refuse(self: Any, name: str) -> None:
    if _is_frozen(self, name):
        _refuse_change("delete", name)
    object.__delattr__(self, name)


def _is_frozen(record: Any, name: str) -> bool:
    """A class that derives from a frozen one without being a dataclass may have attributes of its own."""
    return _FIELDS in record.__class__.__dict__ or name in getattr(record, _FIELDS)


def _refuse_change(what: str, name: str) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot {what} field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, item.name) for item in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for item, value in zip(fields(self), state, strict=True):
        _set(self, item.name, value)


# ---------------------------------------------------------------- what the standard library is told


class _Standard:
    """What that library writes into a class for itself. It is made of a class of its own with the same fields."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, record: object, kind: Any) -> Any:
        return getattr(_standard(kind), self._name)


@cache
def _standard(kind: Any) -> type[Any]:
    import dataclasses

    space: dict[str, Any] = {"__annotations__": {}}
    for item in fields(kind):
        options = {name: getattr(item, name) for name in ("init", "repr", "hash", "compare", "kw_only")}
        for name in ("default", "default_factory"):
            if getattr(item, name) is not MISSING:
                options[name] = getattr(item, name)
        if isinstance(item.default, list | dict | set):  # which there must be made for each object
            options["default_factory"] = options.pop("default").copy
        space[item.name] = dataclasses.field(**options)
        space["__annotations__"][item.name] = item.type
    options = getattr(kind, _OPTIONS)
    return dataclasses.dataclass(**options)(type(kind.__name__, (), space))


_STANDARD_FIELDS = _Standard("__dataclass_fields__")
_STANDARD_OPTIONS = _Standard("__dataclass_params__")

__all__ = ["MISSING", "dataclass", "field", "fields", "is_dataclass", "replace"]
