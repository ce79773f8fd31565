// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace conduit {

/// The value of a function that has nothing to return but may fail.
struct Unit
{
    friend bool operator==(Unit, Unit) { return true; }
};

/// A value or the reason why there is none. A strict subset of std::expected, which g++ 12 offers only in C++23.
template<typename T, typename E>
class [[nodiscard]] Result
{
public:
    using value_type = T;
    using error_type = E;

    // Implicit, so that `return value;` and `return error;` both read naturally.
    Result(T value) : m_content(std::in_place_index<0>, std::move(value)) { }
    Result(E error) : m_content(std::in_place_index<1>, std::move(error)) { }

    [[nodiscard]] bool has_value() const noexcept { return m_content.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    [[nodiscard]] const T &operator*() const & { return *std::get_if<0>(&m_content); }
    [[nodiscard]] T &operator*() & { return *std::get_if<0>(&m_content); }
    [[nodiscard]] T &&operator*() && { return std::move(*std::get_if<0>(&m_content)); }
    [[nodiscard]] const T *operator->() const { return std::get_if<0>(&m_content); }
    [[nodiscard]] T *operator->() { return std::get_if<0>(&m_content); }
    [[nodiscard]] const E &error() const { return *std::get_if<1>(&m_content); }

    [[nodiscard]] T value_or(T other) const { return has_value() ? **this : std::move(other); }

    /// Calls `next` with the value; a failure passes through untouched.
    template<typename F>
    auto and_then(F &&next) const -> std::invoke_result_t<F, const T &>
    {
        if (!has_value())
            return error();
        return std::forward<F>(next)(**this);
    }

private:
    std::variant<T, E> m_content;
};

} // namespace conduit
