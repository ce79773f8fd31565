# SPDX-License-Identifier: GPL-3.0-only
# The flags every target shares, and the functions by which the leaf CMakeLists.txt files declare libraries, programs and tests.

# Gui is for the workers, which read pictures with QImageReader; the headless `conduit` links neither Gui nor Widgets.
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network HttpServer Sql Gui)
if(CONDUIT_GUI)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Widgets)
endif()
if(BUILD_TESTING)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()
find_package(simdjson REQUIRED)
find_package(SQLite3 REQUIRED)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CONDUIT_CCACHE ccache)
if(CONDUIT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Precompiled headers make ccache give up unless it is told that our sources use neither __TIME__ nor macros that change them.
    # Paths count from the root, so that the presets, and clones elsewhere, find each other's results.
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;CCACHE_NOHASHDIR=1"
        "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR};${CONDUIT_CCACHE}")
endif()

add_library(conduit_options INTERFACE)
target_include_directories(conduit_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(conduit_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast
    -Wcast-qual -Wextra-semi -Wsuggest-override)
if(NOT CMAKE_DISABLE_PRECOMPILE_HEADERS) # lets ccache look into precompiled headers
    target_compile_options(conduit_options INTERFACE
        $<IF:$<CXX_COMPILER_ID:Clang>,SHELL:-Xclang -fno-pch-timestamp,-fpch-preprocess>)
endif()
if(Qt6_VERSION VERSION_GREATER_EQUAL 6.5)
    # Older ones ask for it themselves. One precompiled header serves what plug-ins link and what programs link.
    target_compile_options(conduit_options INTERFACE -fPIC)
endif()
target_compile_definitions(conduit_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_CONTEXTLESS_CONNECT
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400
    CONDUIT_VERSION="${PROJECT_VERSION}")
if(CONDUIT_SANITIZE)
    # The address sanitizer sees null pointers, and checks of each pointer's type and alignment would cost a third of the build.
    target_compile_options(conduit_options INTERFACE
        "-fsanitize=${CONDUIT_SANITIZE}" -fno-sanitize=null,alignment,vptr,object-size -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(conduit_options INTERFACE "-fsanitize=${CONDUIT_SANITIZE}")
    target_compile_definitions(conduit_options INTERFACE CONDUIT_SANITIZED) # for tests that bound times and memory
endif()

# conduit_add_precompiled_header(NAME HEADER USES library…): a target that others reuse the precompiled HEADER of.
function(conduit_add_precompiled_header name header)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "USES")
    add_library(${name} STATIC "${PROJECT_SOURCE_DIR}/cmake/precompiled.cpp")
    target_link_libraries(${name} PRIVATE conduit_options ${arg_USES})
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    target_precompile_headers(${name} PRIVATE <${header}>)
endfunction()

# It holds only what each layer may include anyway.
conduit_add_precompiled_header(conduit_pch cmake/precompiled.h USES Qt6::Core)

# Assertions stay on in the tests of every build. Their own code is not optimised: most of it runs once, and all of it is compiled.
if(BUILD_TESTING)
    add_library(conduit_test_options INTERFACE)
    target_link_libraries(conduit_test_options INTERFACE conduit_options)
    target_compile_definitions(conduit_test_options INTERFACE QT_FORCE_ASSERTS)
    target_compile_options(conduit_test_options INTERFACE -O0)
    conduit_add_precompiled_header(conduit_test_pch cmake/precompiled_tests.h USES conduit_test_options Qt6::Core)
endif()

# conduit_add_library(NAME SOURCES file… USES library…)
# USES is the include table of ARCHITECTURE.md in executable form: a layer cannot include what it does not link.
function(conduit_add_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES")
    add_library(${name} STATIC ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC conduit_options Qt6::Core ${arg_USES})
    target_precompile_headers(${name} REUSE_FROM conduit_pch)
endfunction()

# conduit_add_program(NAME SOURCES file… USES library…)
function(conduit_add_program name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES")
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE conduit_options Qt6::Core ${arg_USES})
    target_precompile_headers(${name} REUSE_FROM conduit_pch)
endfunction()

# Only tst_NAME.cpp declares objects. Told so, the build needs no scan and no extra source for each of the many programs.
function(conduit_moc_test name)
    set(moc "${CMAKE_CURRENT_BINARY_DIR}/${name}.moc")
    qt_generate_moc(${name}.cpp "${moc}" TARGET ${name})
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    set_property(SOURCE ${name}.cpp APPEND PROPERTY OBJECT_DEPENDS "${moc}")
    target_include_directories(${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}")
endfunction()

# conduit_add_test(tst_NAME LABEL unit SOURCES file… USES library… [ENVIRONMENT NAME=value…] [TIMEOUT seconds] [SERIAL] [BUILT_ONLY])
# Labels: unit, integration, ui, e2e, cases, sdk, architecture. BUILT_ONLY: the caller says how it is run.
function(conduit_add_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "SERIAL;BUILT_ONLY" "LABEL;TIMEOUT" "SOURCES;USES;ENVIRONMENT")
    if(NOT arg_SOURCES)
        set(arg_SOURCES ${name}.cpp)
    endif()
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE conduit_test_options Qt6::Core Qt6::Test ${arg_USES})
    target_compile_definitions(${name} PRIVATE
        CONDUIT_SOURCE_DIR="${PROJECT_SOURCE_DIR}" CONDUIT_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
    conduit_moc_test(${name})
    if(Qt6_VERSION VERSION_GREATER_EQUAL 6.5)
        # Its QTRY macros turn a count of milliseconds into an int. A source's own options come last, a target's would come too early.
        set_source_files_properties(${arg_SOURCES} PROPERTIES COMPILE_OPTIONS -Wno-conversion)
    endif()
    target_precompile_headers(${name} REUSE_FROM conduit_test_pch)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
    if(arg_BUILT_ONLY)
        return()
    endif()
    add_test(NAME ${name} COMMAND ${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES
        LABELS "${arg_LABEL}" TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;${arg_ENVIRONMENT}")
    if(arg_SERIAL)
        set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
    endif()
endfunction()
