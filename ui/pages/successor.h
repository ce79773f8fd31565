// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QPointer>

#include <functional>
#include <memory>

namespace conduit::ui {

/// Leads to an object or, once its window was built anew, to the one of its kind that has taken its place: for what is to be done with
/// it later, such as taking back what was done.
template<typename Kind>
class Successor final
{
public:
    explicit Successor(Kind *first) : m_present(std::make_shared<QPointer<Kind>>(first)) { }

    /// From now on whatever was meant for `before` is done with ours.
    void takePlaceOf(const Successor &before)
    {
        *before.m_present = *m_present;
        m_present = before.m_present;
    }

    /// Done with whoever is there by then, if anybody is.
    [[nodiscard]] std::function<void()> later(const std::function<void(Kind &)> &act) const
    {
        return [present = m_present, act] {
            if (Kind *kind = *present)
                act(*kind);
        };
    }

private:
    std::shared_ptr<QPointer<Kind>> m_present;
};

} // namespace conduit::ui
