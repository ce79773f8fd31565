// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDialog>
#include <QStringList>

namespace conduit::ui {

class LogView;

/// What the program's own broker has written to its log, as of the moment when it was asked for.
class BrokerLogDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit BrokerLogDialog(const QStringList &lines, QWidget *parent = nullptr);

    [[nodiscard]] LogView *view() const { return m_view; }

private:
    LogView *m_view;
};

} // namespace conduit::ui
