"""Every check, in the order in which people should read what they find; `check` runs them all."""

from collections.abc import Callable, Iterator

from app.planner import refusals_build, refusals_context, refusals_image, refusals_library, warnings
from app.planner.spec import BuildSpec
from app.problem import Problem

Check = Callable[[BuildSpec], Iterator[Problem]]

REFUSALS: tuple[Check, ...] = (
    refusals_build.system_library_and_musl,
    refusals_build.no_standard_library,
    refusals_build.native_for_several,
    refusals_build.zig_and_system_library,
    refusals_build.gcc_and_musl,
    refusals_build.emulated_musl_for_several,
    refusals_build.builder_lacks_platform,
    refusals_build.rust_older_than_release,
    refusals_build.rust_older_than_chef,
    refusals_image.runtime_lacks,
    refusals_image.image_has_a_shell,
    refusals_image.debug_shell_lacks_platform,
    refusals_library.one_architecture_at_a_time,
    refusals_library.library_without_runtime,
    refusals_context.data_dir_is_the_systems,
    refusals_context.data_dir_exists_already,
    refusals_build.secret_in_variable,
    refusals_build.reserved_variable,
    refusals_build.reserved_profile,
    refusals_build.stub_needs_members,
    refusals_build.push_without_registry,
    refusals_build.cache_without_registry,
    refusals_context.stub_of_several_bins,
    refusals_context.asset_is_left_out,
)

WARNINGS: tuple[Check, ...] = (
    warnings.bin_not_named,
    warnings.rust_not_seen,
    warnings.stub_needs_plain_layout,
    warnings.packages_of_another_distribution,
    warnings.slow_allocator,
    warnings.past_end_of_life,
    warnings.signals_of_pid_1,
    warnings.privileged_port,
    warnings.runs_as_root,
    warnings.abort_in_a_server,
    warnings.emulated_compiler,
    warnings.several_loaded,
    warnings.mounts_are_not_exported,
    warnings.not_locked,
    warnings.links_unasked,
    warnings.builds_on_one_machine_only,
)


CHECKS = REFUSALS + WARNINGS


def check(spec: BuildSpec) -> tuple[Problem, ...]:
    """What cannot work first, then what works badly."""
    return tuple([problem for find in CHECKS for problem in find(spec)])
