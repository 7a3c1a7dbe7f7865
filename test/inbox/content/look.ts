import mongoose from 'mongoose'

/** The lines of the audit chains that name a reference, as the database holds them. */
export async function auditOf(uri: string, database: string, ref: string): Promise<Record<string, unknown>[]> {
  const client = await mongoose.mongo.MongoClient.connect(uri)
  try {
    return await client.db(database).collection('audit').find({ ref }).sort({ desk: 1 }).toArray()
  } finally {
    await client.close()
  }
}
