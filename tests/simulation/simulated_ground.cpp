// SPDX-License-Identifier: GPL-3.0-only
#include "tests/simulation/simulated_ground.h"

#include "broker/storage/migrator.h"

namespace conduit::test {

using namespace conduit::broker;
using namespace Qt::StringLiterals;

SqlGround::SqlGround(QString path, Moment now) : m_path(std::move(path)), m_now(now) { open(); }

void SqlGround::open()
{
    auto database = Database::open(m_path, Database::Mode::ReadWrite);
    if (!database || !migrate(**database, m_now))
        qFatal("the simulation's database cannot be opened");
    m_database = *std::move(database);
    // Nothing here takes the computer's power away, and nobody should wait for its disk.
    if (!m_database->runText(u"synchronous"_s, u"PRAGMA synchronous = OFF"_s))
        qFatal("the simulation's database cannot be hurried");
    m_stores.emplace(*m_database);
}

void SqlGround::crash()
{
    m_stores.reset();
    m_database.reset();
    open();
}

std::vector<Task> SqlGround::changedAfter(qint64 revision)
{
    auto rows = m_database->runText(u"changed tasks"_s, u"SELECT id FROM tasks WHERE revision > ?"_s, {revision});
    if (!rows)
        qFatal("the simulation's database cannot be read");
    std::vector<Task> changed;
    while (rows->next())
        changed.push_back(**m_stores->tasks.find(QUuid::fromRfc4122(rows->bytes(0))));
    return changed;
}

} // namespace conduit::test
