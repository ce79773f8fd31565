// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/demonstration.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace conduit::app {

/// The broker of the demonstration: this program once more, without a display, in a temporary folder. It ends with us however we end.
class DemoBroker final : public ui::Demonstration
{
    Q_OBJECT
public:
    /// `program` is `conduit`.
    explicit DemoBroker(QString program, QObject *parent = nullptr);
    ~DemoBroker() override;

    void open() override;
    void discard() override;
    [[nodiscard]] QString address() const override { return m_address; }
    /// Where its database lies; empty while there is none.
    [[nodiscard]] QString folder() const { return m_folder ? m_folder->path() : QString(); }

private:
    void start();
    void readOutput();
    [[nodiscard]] QString lastWords() const;
    void takeEnd();

    QString m_program;
    QProcess m_process;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_address;
    bool m_isEnding = false;
    bool m_opensAgain = false; ///< When the one that ends has ended.
};

} // namespace conduit::app
