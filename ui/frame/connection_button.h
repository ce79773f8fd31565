// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/connection_profile.h"

#include <QPointer>
#include <QToolButton>

namespace conduit::ui {

/// Says which broker the window shows, in its colour, and offers the others.
class ConnectionButton final : public QToolButton
{
    Q_OBJECT
public:
    ConnectionButton(const ConnectionProfile &profile, const QString &address, ConnectionBook *book, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Empty: the broker that the program was started with.
    void chosen(const QString &name);
    void listRequested();

private:
    void fill(const QString &current);

    QPointer<ConnectionBook> m_book;
};

/// A line in the connection's colour, for the upper edge of `window`; hidden when it has none.
[[nodiscard]] QWidget *connectionStripe(const ConnectionProfile &profile, QWidget &window);

} // namespace conduit::ui
